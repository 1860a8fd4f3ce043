package dev.waybill.provision;

import dev.waybill.error.TerminalException;
import dev.waybill.error.TransientException;
import dev.waybill.s3.S3Location;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes a version's jar and scripts, once: what is there stays, since runs that are under way read it.
 *
 * <p>It doesn't believe that what is there is the version's: versions count from 1 again when the function is made anew, and
 * the bucket is kept. Nor does it publish under the number of a version what another one carries.
 */
final class Jobs {
    private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);
    private final ArtefactBucket bucket;
    private final Cargo cargo;
    private final String version;
    private final S3Location folder;
    /** Each read and digested once: the jar has 14 MB. */
    private final Map<String, Artefact> artefacts = new HashMap<>();

    Jobs(ArtefactBucket bucket, Cargo cargo, String version, S3Location folder) {
        this.bucket = bucket;
        this.cargo = cargo;
        this.version = version;
        this.folder = folder;
    }

    /**
     * Whether the version was published: its jar, which is the last of it, is there.
     *
     * @throws TerminalException if something of it can't be published
     */
    boolean arePublished() {
        Set<String> there = Stream.of(Cargo.JOBS_JAR, Cargo.CONVERT_SCRIPT, Cargo.LOAD_SCRIPT)
                .filter(this::isThere)
                .collect(Collectors.toSet());
        return there.contains(Cargo.JOBS_JAR);
    }

    PublishedJobs publish() {
        S3Location convert = publish(Cargo.CONVERT_SCRIPT);
        S3Location load = publish(Cargo.LOAD_SCRIPT);
        return new PublishedJobs(publish(Cargo.JOBS_JAR), convert, load);
    }

    private S3Location publish(String name) {
        S3Location location = folder.resolve(name);
        if (!isThere(name) && bucket.putNew(location, artefact(name))) {
            LOG.info("Published {}", location);
        } else if (isThere(name)) {
            LOG.info("{} was there, and stays", location);
        } else {
            throw new TransientException("Cannot publish " + location + ": somebody deleted it. Deploy again");
        }
        return location;
    }

    private Artefact artefact(String name) {
        return artefacts.computeIfAbsent(name, missing -> Artefact.of(cargo.file(missing)));
    }

    private boolean isThere(String name) {
        S3Location location = folder.resolve(name);
        Artefact ours = artefact(name);
        Optional<String> published = bucket.findPublished(location);
        if (!cargo.isOf(version)) {
            if (published.isEmpty()) {
                throw new TerminalException("Cannot publish " + location + ": version " + cargo.version()
                        + " of this function runs, and version " + version + " is asked for. Deploy again");
            }
        } else if (published.isPresent() && !published.get().equals(ours.digest())) {
            throw new TerminalException(
                    "Cannot publish " + location + ": another deployment's is there. Delete it, then deploy again");
        }
        return published.isPresent();
    }
}
