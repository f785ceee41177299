"""Tests of what of somebody's picture may go on."""
