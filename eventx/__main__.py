"""`python -m eventx` is the command `eventx`."""

from eventx.cli.app import main

if __name__ == "__main__":
    main()
