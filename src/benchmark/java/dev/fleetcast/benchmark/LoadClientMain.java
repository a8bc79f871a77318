package dev.fleetcast.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The load client as a separate process, so that its CPU time is known; see {@link CrowdProcess}. */
final class LoadClientMain {

    private final LoadClient client;
    private final PrintStream out;

    private LoadClientMain(LoadClient client, PrintStream out) {
        this.client = client;
        this.out = out;
    }

    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        LoadClient client = new LoadClient(out);
        LoadClientMain main = new LoadClientMain(client, out);
        Thread listener = new Thread(main::listen, "orders");
        listener.setDaemon(true);
        listener.start();
        client.run();
    }

    private void listen() {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] words = line.split(" ");
                client.order(() -> obey(words));
            }
        } catch (IOException closed) {
            out.println("note " + closed.getMessage());
        }
        client.order(client::end);
    }

    private void obey(String[] words) {
        switch (words[0]) {
            case "pace" -> client.pace(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
            case "open" -> client.open(words[1]);
            case "reset" -> client.tally().reset();
            case "stall" -> client.stall(Integer.parseInt(words[1]));
            case "close" -> client.closeAll();
            case "counts" -> out.println("counts " + client.tally().counts().line());
            default -> throw new IllegalArgumentException(words[0]);
        }
    }
}
