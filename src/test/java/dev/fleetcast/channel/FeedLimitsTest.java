package dev.fleetcast.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.ChangedSettings;
import dev.fleetcast.testing.RegistryFixture;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Feeds that one address opens and never closes. */
@QuarkusTest
@TestProfile(ChangedSettings.class)
class FeedLimitsTest {

    private static final int PATIENCE_MILLIS = 10_000;
    private static final Pattern RETRY = Pattern.compile("retry: (\\d+)");

    private final List<Socket> sockets = new ArrayList<>();
    private final String path = "/feed/open-" + RegistryFixture.number();

    @AfterEach
    void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Test
    void connectionBeyondTheLimitGetsAByeAndOthersStay() throws IOException {
        for (int i = 0; i < ChangedSettings.FEEDS_PER_ADDRESS; i++) {
            assertThat(beginning(open("127.0.0.2"))).contains(": feed");
        }

        String turnedAway = everything(open("127.0.0.2"));
        assertThat(turnedAway).startsWith("HTTP/1.1 200").contains(": bye");
        assertThat(RETRY.matcher(turnedAway).results().map((MatchResult retry) -> Integer.parseInt(retry.group(1))))
                .allMatch(millis -> millis >= 60_000);
        assertThat(beginning(open("127.0.0.3"))).contains(": feed");
    }

    @Test
    void placesAreFreeAgainWhenTheirConnectionsAreGone() throws IOException {
        for (int i = 0; i < ChangedSettings.FEEDS_PER_ADDRESS; i++) {
            assertThat(beginning(open("127.0.0.4"))).contains(": feed");
        }
        close();

        Awaitility.await().until(() -> beginning(open("127.0.0.4")).contains(": feed"));
    }

    private Socket open(String from) throws IOException {
        URI server = URI.create(Api.base());
        Socket socket = new Socket("127.0.0.1", server.getPort(), InetAddress.getByName(from), 0);
        sockets.add(socket);
        socket.setSoTimeout(PATIENCE_MILLIS);
        String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** The first comment. */
    private static String beginning(Socket socket) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        String line = lines.readLine();
        while (line != null && !line.startsWith(": ")) {
            line = lines.readLine();
        }
        return line == null ? "" : line;
    }

    private static String everything(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
