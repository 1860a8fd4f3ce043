// Glue wants a script, and compiles it. The job is in waybill-jobs.jar.
object LoadBatch {
  def main(sysArgs: Array[String]): Unit = dev.waybill.load.LoadBatchJob.main(sysArgs)
}
