package dev.fleetcast.dashboard;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Measures a page's frame times and its browser's CPU and memory use. */
final class BrowserMeter {

    private static final String RECORD = """
            () => {
              const frames = []
              const tasks = []
              let last = performance.now()
              const note = (now) => {
                frames.push(now - last)
                last = now
                requestAnimationFrame(note)
              }
              requestAnimationFrame(note)
              new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration)))
                .observe({ type: 'longtask' })
              window.takeRecord = () => ({ frames: frames.splice(0), tasks: tasks.splice(0) })
            }""";

    private final Page page;
    private final CDPSession browser;
    private double lastTime;
    private double lastBusy;

    private BrowserMeter(Page page) {
        this.page = page;
        this.browser = page.context().newCDPSession(page);
    }

    /** Starts the measurement. */
    static BrowserMeter on(Page page) {
        BrowserMeter meter = new BrowserMeter(page);
        meter.browser.send("Performance.enable");
        meter.browser.send("HeapProfiler.enable");
        page.evaluate(RECORD);
        meter.sinceLastTime();
        return meter;
    }

    /** The measurements since the last call. */
    @SuppressWarnings("unchecked")
    BrowserMinute sinceLastTime() {
        Map<String, List<Number>> recorded = (Map<String, List<Number>>) page.evaluate("window.takeRecord()");
        Map<String, Double> before = figures();
        double busy = (before.get("TaskDuration") - lastBusy) / (before.get("Timestamp") - lastTime);
        browser.send("HeapProfiler.collectGarbage");
        Map<String, Double> after = figures();
        lastTime = after.get("Timestamp");
        lastBusy = after.get("TaskDuration");
        page.evaluate("window.takeRecord()");
        return new BrowserMinute(
                sorted(recorded.get("frames")),
                sorted(recorded.get("tasks")),
                busy,
                before.get("JSHeapUsedSize"),
                after.get("JSHeapUsedSize"),
                after.get("Nodes"));
    }

    private Map<String, Double> figures() {
        JsonObject answer = browser.send("Performance.getMetrics");
        return StreamSupport.stream(answer.getAsJsonArray("metrics").spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .collect(Collectors.toMap(
                        figure -> figure.get("name").getAsString(),
                        figure -> figure.get("value").getAsDouble()));
    }

    private static double[] sorted(List<Number> numbers) {
        return numbers.stream().mapToDouble(Number::doubleValue).sorted().toArray();
    }
}
