"""Tests of what can never be public."""
