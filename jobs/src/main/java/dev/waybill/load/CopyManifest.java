package dev.waybill.load;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.receipt.ConversionReceipt.ParquetFile;
import java.util.List;

/**
 * The manifest that COPY reads. For Parquet it must say each file's length; mandatory is not COPY's default.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/loading-data-files-using-manifest.html">Using a manifest</a>
 */
final class CopyManifest {
    private CopyManifest() {}

    static String of(List<ParquetFile> files) {
        ObjectNode manifest = JsonNodeFactory.instance.objectNode();
        ArrayNode entries = manifest.putArray("entries");
        for (ParquetFile file : files) {
            entries.addObject()
                    .put("url", file.url().toString())
                    .put("mandatory", true)
                    .putObject("meta")
                    .put("content_length", file.contentLength());
        }
        return manifest.toString();
    }
}
