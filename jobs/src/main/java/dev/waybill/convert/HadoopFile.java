package dev.waybill.convert;

import dev.waybill.batch.Delivery.DeliveredFile;
import dev.waybill.convert.read.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Options.OpenFileOptions;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.functional.FutureIO;

/** A delivered file, of the length that it was announced with. */
record HadoopFile(DeliveredFile file, Configuration configuration) implements SourceFile {
    @Override
    public String name() {
        return file.url().fileName();
    }

    @Override
    public long length() {
        return file.contentLength();
    }

    @Override
    public InputStream open(long from) throws IOException {
        FSDataInputStream in = open(OpenFileOptions.FS_OPTION_OPENFILE_READ_POLICY_SEQUENTIAL);
        in.seek(from);
        return in;
    }

    @Override
    public byte[] read(long from, int most) throws IOException {
        byte[] bytes = new byte[(int) Math.min(most, length() - from)];
        try (FSDataInputStream in = open(OpenFileOptions.FS_OPTION_OPENFILE_READ_POLICY_RANDOM)) {
            in.readFully(from, bytes);
        }
        return bytes;
    }

    /** With its length, which saves S3A a request to ask for it. */
    private FSDataInputStream open(String policy) throws IOException {
        Path path = HadoopPaths.of(file.url());
        return FutureIO.awaitFuture(path.getFileSystem(configuration)
                .openFile(path)
                .opt(OpenFileOptions.FS_OPTION_OPENFILE_READ_POLICY, policy)
                .optLong(OpenFileOptions.FS_OPTION_OPENFILE_LENGTH, length())
                .build());
    }
}
