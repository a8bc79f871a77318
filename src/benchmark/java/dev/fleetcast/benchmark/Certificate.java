package dev.fleetcast.benchmark;

import dev.fleetcast.demo.embedded.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A self-signed certificate for a server with TLS. */
final class Certificate {

    /** The application's TLS port; its plain port stays open. */
    static final String PORT = "QUARKUS_HTTP_SSL_PORT";

    private static final String PASSWORD = "benchmark";

    private Certificate() {}

    /** The application's settings with such a certificate, created in that directory with the JDK's keytool. */
    static Map<String, String> settings(Path directory) {
        Path store = directory.resolve("certificate.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        run(List.of(
                keytool,
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD));
        return Map.of(
                PORT,
                String.valueOf(Ports.free()),
                "QUARKUS_HTTP_INSECURE_REQUESTS",
                "enabled",
                "QUARKUS_HTTP_SSL_CERTIFICATE_KEY_STORE_FILE",
                store.toString(),
                "QUARKUS_HTTP_SSL_CERTIFICATE_KEY_STORE_PASSWORD",
                PASSWORD);
    }

    private static void run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes());
            if (process.waitFor() != 0) {
                throw new IllegalStateException("no certificate: " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
