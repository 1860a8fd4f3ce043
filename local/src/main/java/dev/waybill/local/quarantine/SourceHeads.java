package dev.waybill.local.quarantine;

import dev.waybill.contract.Contract;
import dev.waybill.contract.Source;
import dev.waybill.contract.Source.Format;
import dev.waybill.convert.read.FileHead;
import dev.waybill.error.AwsErrors;
import dev.waybill.error.TerminalException;
import dev.waybill.s3.S3Location;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.commons.io.input.CloseShieldInputStream;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Reads what stands before the records of delivered files, and no more of them. */
final class SourceHeads {
    private final S3Client s3;
    private final Contract contract;

    SourceHeads(S3Client s3, Contract contract) {
        this.s3 = s3;
        this.contract = contract;
    }

    /**
     * The head of a file. A file that is gone has none, which only CSV can't do without.
     *
     * @throws TerminalException if the file is gone, and its header is needed
     */
    FileHead of(S3Location file) {
        try {
            ResponseInputStream<GetObjectResponse> bytes =
                    s3.getObject(request -> request.bucket(file.bucket()).key(file.key()));
            try {
                return FileHead.of(CloseShieldInputStream.wrap(bytes), contract);
            } finally {
                // To close it would be to read all of it.
                bytes.abort();
            }
        } catch (NoSuchKeyException e) {
            return withoutFile(file, e);
        } catch (SdkException e) {
            throw AwsErrors.of("Cannot read the beginning of " + file, e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the beginning of " + file + ": " + e.getMessage(), e);
        }
    }

    private FileHead withoutFile(S3Location file, NoSuchKeyException cause) {
        Source source = contract.source();
        if (source.format() == Format.CSV
                && (source.csv().header() || source.csv().skip() > 0)) {
            throw new TerminalException(
                    "Cannot export the rows of " + file + ": the file is gone, and its header with it. "
                            + "'quarantine show --json' prints the rows",
                    cause);
        }
        return FileHead.none(source);
    }
}
