package dev.fleetcast.project.container;

import dev.fleetcast.demo.embedded.Ports;
import dev.fleetcast.testing.Tools;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** An nginx with given settings for streams, as a third party might have configured it. */
final class BadProxy implements AutoCloseable {

    private static final String CONFIGURATION = """
            error_log stderr crit;
            pid nginx.pid;
            events {}
            http {
              access_log off;
              client_body_temp_path body;
              proxy_temp_path proxy;
              fastcgi_temp_path fastcgi;
              uwsgi_temp_path uwsgi;
              scgi_temp_path scgi;
              server {
                listen 127.0.0.1:%d;
                proxy_http_version 1.1;
                location / {
                  %s
                  proxy_pass http://127.0.0.1:%d;
                }
              }
            }
            """;

    private final Process nginx;
    private final int port;

    private BadProxy(Process nginx, int port) {
        this.nginx = nginx;
        this.port = port;
    }

    /** Starts one in front of the application on that port; skips the test where nginx is missing. */
    static BadProxy inFrontOf(int application, String directives) throws Exception {
        String program = Tools.require("nginx").toString();
        Path directory = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "bad-proxy-");
        int port = Ports.free();
        Path configuration = directory.resolve("nginx.conf");
        Files.writeString(configuration, CONFIGURATION.formatted(port, directives, application));
        Process nginx = new ProcessBuilder(
                        program, "-p", directory.toString(), "-c", configuration.toString(), "-g", "daemon off;")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start();
        Awaitility.await().ignoreExceptions().until(() -> {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                return socket.isConnected();
            }
        });
        return new BadProxy(nginx, port);
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        nginx.destroy();
        nginx.onExit().completeOnTimeout(nginx, 10, TimeUnit.SECONDS).join();
    }
}
