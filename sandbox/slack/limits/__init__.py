"""Slack's limits for blocks, elements and views, checked as Slack does."""
