"""GraphQL at /graphql/: queries over what a user may see, and mutations that are the registry's actions."""
