package dev.fleetcast.project.container;

import dev.fleetcast.demo.embedded.Ports;
import dev.fleetcast.testing.Tools;
import io.netty.handler.ssl.util.SelfSignedCertificate;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.awaitility.Awaitility;

/** The nginx of {@code src/main/docker}, unchanged except for addresses and files. */
final class Proxy implements AutoCloseable {

    private static final Path CONFIGURATION = Path.of("src", "main", "docker", "nginx.conf");

    private final Process nginx;
    private final Path output;
    private final int port;
    private final SelfSignedCertificate certificate;

    private Proxy(Process nginx, Path output, int port, SelfSignedCertificate certificate) {
        this.nginx = nginx;
        this.output = output;
        this.port = port;
        this.certificate = certificate;
    }

    /** Starts one in front of the application on that port; skips the test where nginx is missing. */
    static Proxy inFrontOf(int application) throws Exception {
        String program = Tools.require("nginx").toString();
        Path directory = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "proxy-");
        SelfSignedCertificate certificate = new SelfSignedCertificate("localhost");
        int port = Ports.free();
        Path configuration = directory.resolve("nginx.conf");
        Files.writeString(
                configuration,
                Files.readString(CONFIGURATION)
                        .replace("fleetcast:8080", "127.0.0.1:" + application)
                        .replace("listen 8080", "listen 127.0.0.1:" + Ports.free())
                        .replace("listen 8443", "listen 127.0.0.1:" + port)
                        .replace("/tmp/", directory + "/")
                        .replace(
                                "/etc/nginx/tls/certificate.pem",
                                certificate.certificate().toString())
                        .replace(
                                "/run/secrets/certificate-key.pem",
                                certificate.privateKey().toString()));
        Path output = directory.resolve("output");
        Process nginx = new ProcessBuilder(
                        program, "-p", directory.toString(), "-c", configuration.toString(), "-g", "daemon off;")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .start();
        Proxy proxy = new Proxy(nginx, output, port, certificate);
        Awaitility.await().ignoreExceptions().until(proxy::isListening);
        return proxy;
    }

    private boolean isListening() throws Exception {
        if (!nginx.isAlive()) {
            throw new AssertionError("nginx does not start: " + lines());
        }
        try (Socket socket = new Socket("localhost", port)) {
            return socket.isConnected();
        }
    }

    String address() {
        return "https://localhost:" + port;
    }

    /** The certificate file that a client needs to trust it. */
    Path certificate() {
        return certificate.certificate().toPath();
    }

    /** An SSL context that trusts the proxy. */
    SSLContext trust() throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry("proxy", certificate.cert());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    /** The contents of its log. */
    List<String> lines() throws Exception {
        return Files.readAllLines(output);
    }

    @Override
    public void close() {
        nginx.destroy();
        nginx.onExit().completeOnTimeout(nginx, 10, TimeUnit.SECONDS).join();
        certificate.delete();
    }
}
