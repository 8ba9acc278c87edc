"""Runs the browser tests: all, or those whose names contain an argument. The pictures lie in pictures/ afterwards."""

import sys
import unittest
from pathlib import Path

loader = unittest.TestLoader()
loader.testNamePatterns = [f"*{argument}*" for argument in sys.argv[1:]] or None
suite = loader.discover(str(Path(__file__).parent), pattern="*_test.py")
result = unittest.TextTestRunner(verbosity=2).run(suite)
broken = len(result.failures) + len(result.errors)
print(f"Browser tests: {result.testsRun - broken - len(result.skipped)} passed, {broken} failed")
sys.exit(0 if result.wasSuccessful() and result.testsRun else 1)
