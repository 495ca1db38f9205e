"""What the command line tells its caller."""

OK = 0
FAILED = 1
USAGE = 2
