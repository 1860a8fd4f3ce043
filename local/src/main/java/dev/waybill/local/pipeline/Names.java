package dev.waybill.local.pipeline;

/** What the template names on AWS, as it is called here. */
final class Names {
    static final String SOURCE_BUCKET_PREFIX = "waybill-source-";
    static final String PROCESSED_BUCKET_PREFIX = "waybill-processed-";
    static final String ARTIFACT_BUCKET = "waybill-artifacts";
    static final String CRAWLER_PREFIX = "waybill-source-";
    static final String SOURCE_DATABASE = "waybill_source";
    static final String PROCESSED_DATABASE = "waybill_processed";
    static final String CONVERT_JOB = "waybill-convert-batch";
    static final String LOAD_JOB = "waybill-load-batch";
    static final String START_BATCH = "waybill-start-batch";
    static final String VALIDATE_BATCH = "waybill-validate-batch";
    static final String TOPIC = "arn:aws:sns:us-east-1:000000000000:waybill";
    static final String EVENT_BUS = "default";
    static final String WORKGROUP = "waybill";

    private Names() {}

    static String system(String sourceBucket) {
        return sourceBucket.substring(SOURCE_BUCKET_PREFIX.length());
    }
}
