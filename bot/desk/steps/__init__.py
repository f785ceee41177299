"""What each form does when it is sent: the step of the flow that it leads to, or the second form that shows the text."""
