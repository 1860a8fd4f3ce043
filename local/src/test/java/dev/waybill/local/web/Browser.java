package dev.waybill.local.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Sends requests byte for byte, with whatever headers. */
final class Browser {
    private final URI url;

    Browser(String url) {
        this.url = URI.create(url);
    }

    /** An answer: its headers' names are in lower case. */
    record Got(int status, List<String> headers, String body) {
        Optional<String> header(String name) {
            return headers.stream()
                    .filter(line -> line.startsWith(name + ": "))
                    .map(line -> line.substring(name.length() + 2))
                    .findFirst();
        }
    }

    Got get(String path) {
        return request("GET", path, "Host: " + url.getAuthority());
    }

    Got request(String method, String path, String... headers) {
        String request =
                method + " " + path + " HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\nConnection: close\r\n\r\n";
        try (Socket socket = new Socket(InetAddress.getByName(url.getHost()), url.getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return read(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("No answer to " + request, e);
        }
    }

    private static Got read(String answer) {
        String[] parts = answer.split("\r\n\r\n", 2);
        List<String> lines = parts[0].lines().toList();
        return new Got(
                Integer.parseInt(lines.get(0).split(" ", -1)[1]),
                lines.stream().skip(1).map(Browser::lowerName).toList(),
                parts[1]);
    }

    private static String lowerName(String line) {
        int colon = line.indexOf(':');
        return line.substring(0, colon).toLowerCase(Locale.ROOT) + line.substring(colon);
    }
}
