package dev.waybill.provision;

import dev.waybill.s3.S3Location;

/** Where a version's jar and scripts are; the template's jobs refer to these. */
record PublishedJobs(S3Location jobsJar, S3Location convertScript, S3Location loadScript) {}
