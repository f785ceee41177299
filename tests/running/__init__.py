"""How the tests are run: which are quick, how they are spread over the processors, and how steady they are."""
