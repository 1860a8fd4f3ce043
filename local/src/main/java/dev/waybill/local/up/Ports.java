package dev.waybill.local.up;

import dev.waybill.error.TerminalException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** The loopback ports of a pipeline that stays; 0 for one that the system chooses. */
public record Ports(int page, int s3, int warehouse) {
    private static final int HIGHEST = 65_535;

    public Ports {
        for (int port : new int[] {page, s3, warehouse}) {
            if (port < 0 || port > HIGHEST) {
                throw new IllegalArgumentException("Invalid port: " + port + " is not between 0 and " + HIGHEST);
            }
        }
    }

    /**
     * Looks whether they are free, before anything is started.
     *
     * @throws TerminalException that names the first that is taken, and what to do
     */
    void requireFree() {
        requireFree(s3, "S3", "--s3-port");
        requireFree(warehouse, "the warehouse", "--warehouse-port");
        requireFree(page, "the page", "--page-port");
    }

    private static void requireFree(int port, String what, String option) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            socket.getLocalPort();
        } catch (IOException e) {
            throw new TerminalException(
                    "Cannot start " + what + " on port " + port + ": " + e.getMessage()
                            + ". Another program may have it; " + "name another port with " + option + ", or 0 for any",
                    e);
        }
    }
}
