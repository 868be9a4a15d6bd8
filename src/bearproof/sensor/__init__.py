"""Who watches the app under test? A launcher and a pytest plugin around the tripwire, in observe mode."""
