package dev.waybill.start;

import dev.waybill.s3.S3Location;
import java.util.Optional;

/**
 * What an S3 event says of one object.
 *
 * @param version the object's version id; empty where the bucket keeps no versions
 */
public record Announcement(S3Location object, Optional<String> version) {}
