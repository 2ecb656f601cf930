"""What each command does and says; ``cli`` puts them together. What is heavy is imported when a command runs."""
