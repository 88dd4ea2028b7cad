"""Many submissions at once: in this process, in worker processes, or on a Dask cluster."""
