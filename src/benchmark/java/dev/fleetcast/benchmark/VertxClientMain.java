package dev.fleetcast.benchmark;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The {@link VertxClient} as a separate process, with the same commands as {@link LoadClientMain}. */
final class VertxClientMain {

    private VertxClientMain() {}

    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        VertxClient client = new VertxClient(vertx, Transport.valueOf(arguments[0]), out);
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] words = line.split(" ");
                vertx.runOnContext(turn -> obey(client, words, out));
            }
        }
        System.exit(0);
    }

    private static void obey(VertxClient client, String[] words, PrintStream out) {
        switch (words[0]) {
            case "pace" -> client.pace(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
            case "open" -> client.open(words[1]);
            case "reset" -> client.tally().reset();
            case "counts" -> out.println("counts " + client.tally().counts().line());
            default -> throw new IllegalArgumentException(words[0]);
        }
    }
}
