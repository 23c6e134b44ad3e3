"""How the tests are run: how thoroughly, and with how much of a computer."""
