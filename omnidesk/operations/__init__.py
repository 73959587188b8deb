"""What window and command line both do with a deal, over the rooms below: build, seal, keep, issue, take back."""
