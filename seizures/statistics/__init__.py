"""What we learn: figures over alerts, inspections and cases, each answering a question."""
