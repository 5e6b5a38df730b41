"""Tests of the manifest readers and writers."""
