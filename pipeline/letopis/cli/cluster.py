"""`letopis extract --engine dask`."""

from letopis.batch.fingerprint import engine_digest
from letopis.cli.run import INTERRUPTED, Request
from letopis.errors import UsageError
from letopis.readers import ReadOptions


def run_cluster(request: Request, output: str, scheduler: str | None) -> int:
    """The exit code. Raises UsageError when something is missing that a cluster needs."""
    if scheduler is None:
        raise UsageError("--engine dask needs --scheduler tcp://host:8786")
    try:
        from letopis.cluster.run import run_on_cluster
        from letopis.cluster.task import Work
    except ModuleNotFoundError as error:
        raise UsageError(f"--engine dask: {error}; install letopis[cluster]") from error
    work = Work(
        request.settings,
        ReadOptions.of(request.settings, request.fields),
        request.options,
        output,
        request.outputs.output_format,
        engine_digest(request.settings),
    )
    with request.log as log:
        report = run_on_cluster(scheduler, request.paths, work, log)
    log.end(report)
    return INTERRUPTED if report.work.interrupted else int(bool(report.failures))
