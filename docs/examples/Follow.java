import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Iterator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Follows one unit: java Follow.java URL USER PASSWORD UNIT [POSITIONS]. A real program would use a JSON parser. */
public class Follow {

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final String url;
    private final String unit;
    private int wanted;
    private String token;
    private String lastId;
    private String stream;

    Follow(String url, String unit, int wanted) {
        this.url = url;
        this.unit = unit;
        this.wanted = wanted;
    }

    public static void main(String... args) throws Exception {
        Follow follow = new Follow(args[0], args[3], args.length > 4 ? Integer.parseInt(args[4]) : -1);
        follow.call("POST", "/api/v1/auth/login", "{\"username\":\"" + args[1] + "\",\"password\":\"" + args[2] + "\"}");
        while (follow.wanted != 0) {
            try {
                follow.connect();
            } catch (IOException lost) {
                System.err.println("lost: " + lost.getMessage());
            }
            if (follow.wanted != 0) {
                // Long enough for a gateway that restarts not to be called all the time.
                Thread.sleep(2_000);
            }
        }
        System.exit(0);
    }

    private void connect() throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + "/sse/telemetry/connect"));
        if (lastId != null) {
            request.header("Last-Event-ID", lastId);
        }
        HttpResponse<Stream<String>> response = http.send(request.build(), BodyHandlers.ofLines());
        if (response.statusCode() == 204) {
            lastId = null; // the stream has ended: begin a new one
            return;
        }
        try (Stream<String> lines = response.body()) {
            for (Iterator<String> each = lines.iterator(); wanted != 0 && each.hasNext(); ) {
                String line = each.next();
                if (line.startsWith("id:")) {
                    lastId = line.substring(3).strip();
                } else if (line.startsWith("data:")) {
                    take(line.substring(5).strip());
                }
            }
        } catch (java.io.UncheckedIOException lost) {
            throw lost.getCause();
        }
    }

    private void take(String event) throws IOException, InterruptedException {
        switch (value(event, "type")) {
            case "stream_id" -> {
                stream = value(event, "stream_id");
                if (!event.contains("\"resumed\":true")) {
                    String unitToken = value(call("GET", "/api/v1/monitoring/unit/" + unit, null), "token");
                    call("POST", "/sse/telemetry/subscribe/" + stream + "/" + unitToken, null);
                }
            }
            case "ping" -> call("POST", "/sse/telemetry/pong/" + stream, null);
            case "gps" -> {
                System.out.println(value(event, "timestamp") + " " + value(event, "latitude") + " "
                        + value(event, "longitude"));
                wanted--;
            }
            default -> {}
        }
    }

    private String call(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(10))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        response.headers().firstValue("Authorization").ifPresent(fresh -> token = fresh.split(" ", 2)[1]);
        if (response.statusCode() >= 400) {
            throw new IOException(response.body());
        }
        return response.body();
    }

    /** The first member of that name with a text or a number. */
    private static String value(String json, String name) {
        Matcher found = Pattern.compile("\"" + name + "\":(?:\"([^\"]*)\"|(-?[0-9.eE+-]+))").matcher(json);
        if (!found.find()) {
            return "";
        }
        return found.group(1) != null ? found.group(1) : found.group(2);
    }
}
