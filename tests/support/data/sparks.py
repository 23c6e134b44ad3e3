"""A Spark of our own, in local mode, with the tables of a folder: for tests only."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import ibis

from workshop.crm.ibis_engine import IbisEngine
from workshop.crm.open import Live

if TYPE_CHECKING:
    from pathlib import Path

    from workshop.crm.crm import Crm

SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.driver.memory": "2g",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.sql.session.timeZone": "UTC",
    # Small tables: planning and compiling would take longer than the work itself, for Java, too.
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.shuffle.partitions": "1",
    "spark.default.parallelism": "1",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.constraintPropagation.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}


def spark(folder: Path, like: Crm, place: Path) -> Live:
    """Return the Parquet tables of a folder on Spark, as another engine holds them.

    Args:
        folder: where ``deals.parquet`` and so on lie.
        like: the same data elsewhere; gives tables, name, currency and as-of date.
        place: for what Spark writes.
    """
    from pyspark.sql import SparkSession  # noqa: PLC0415 - the other tests need no Spark

    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    builder = SparkSession.builder.master("local[2]").appName("workshop")
    for name, value in SETTINGS.items():
        builder = builder.config(name, value)
    session = builder.config("spark.sql.warehouse.dir", str(place)).getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    connection = ibis.pyspark.connect(session)
    for name in like.tables:
        session.read.parquet(str(folder / f"{name}.parquet")).cache().createOrReplaceTempView(name)
    return Live(IbisEngine(connection), like.name, like.currency, like.as_of)
