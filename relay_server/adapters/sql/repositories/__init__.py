"""The repositories of ``ports.repositories`` on one SQLAlchemy connection each transaction."""
