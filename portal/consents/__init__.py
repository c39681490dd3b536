"""The consent on screen: recording, preview, the gate, narrowing, withdrawal, papers."""
