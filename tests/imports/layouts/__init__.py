"""Contract lists the way different organisations keep them, each with what an import must make of it."""
