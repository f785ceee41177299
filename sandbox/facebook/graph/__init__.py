"""The Graph API from the request to the answer: calls, batches, rights, versions, quotas, refusals."""
