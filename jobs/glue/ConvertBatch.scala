// Glue wants a script, and compiles it. The job is in waybill-jobs.jar.
object ConvertBatch {
  def main(sysArgs: Array[String]): Unit = dev.waybill.convert.ConvertBatchJob.main(sysArgs)
}
