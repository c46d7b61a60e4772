"""The invented company written as the ugly workbooks people keep."""
