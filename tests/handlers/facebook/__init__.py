"""Tests of the Facebook door."""
