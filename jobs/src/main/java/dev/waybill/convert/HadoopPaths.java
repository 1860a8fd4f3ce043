package dev.waybill.convert;

import dev.waybill.s3.S3Location;
import org.apache.hadoop.fs.Path;

/** S3 locations as Hadoop names them. */
final class HadoopPaths {
    private HadoopPaths() {}

    /** Made of its parts, so that no character of the key is taken for one of a URI. */
    static Path of(S3Location location) {
        return new Path("s3", location.bucket(), "/" + location.key());
    }
}
