"""What the doors are measured against: the same answers by hand, and by other packages."""
