"""The phase map: who does what from the first day to the way back, for everybody and in a case."""
