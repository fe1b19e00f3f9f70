package org.reapscope.reports;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.result.Alternative;
import org.reapscope.analyzer.result.Growth;
import org.reapscope.analyzer.result.PollStretch;
import org.reapscope.analyzer.result.ReaperCost;
import org.reapscope.analyzer.result.ReapingCost;
import org.reapscope.analyzer.result.TracerOverhead;
import org.reapscope.analyzer.result.ZombieCost;

/** The {@code cost} object of a trace; what the log cannot tell is null. */
final class CostJson {
  private final JsonGenerator json;

  CostJson(JsonGenerator json) {
    this.json = json;
  }

  void write(ReapingCost cost) throws IOException {
    json.writeObjectFieldStart("cost");
    json.writeStringField("calibration", Sanitizer.name(cost.calibration()));
    tracer(cost.tracer());
    json.writeArrayFieldStart("processes");
    for (ReaperCost one : cost.processes()) {
      process(one);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("polls");
    for (PollStretch one : cost.polls()) {
      json.writeStartObject();
      json.writeNumberField("from", one.from());
      json.writeNumberField("length", one.length());
      json.writeNumberField("useful", one.useful());
      json.writeNumberField("wasted", one.wasted());
      json.writeEndObject();
    }
    json.writeEndArray();
    zombies(cost.zombies());
    json.writeEndObject();
  }

  private void tracer(TracerOverhead tracer) throws IOException {
    json.writeObjectFieldStart("tracer");
    json.writeStringField("basis", Sanitizer.name(tracer.basis()));
    json.writeNumberField("calls", tracer.calls());
    number("knownNs", tracer.known());
    number("medianNs", tracer.median());
    number("p10Ns", tracer.low());
    number("p90Ns", tracer.high());
    json.writeEndObject();
  }

  private void process(ReaperCost one) throws IOException {
    json.writeStartObject();
    json.writeNumberField("pid", one.pid());
    json.writeStringField("comm", Sanitizer.name(one.comm()));
    json.writeArrayFieldStart("turns");
    for (ReaperCost.LoopTurns turns : one.turns()) {
      json.writeStartObject();
      json.writeStringField("kind", Sanitizer.name(turns.kind()));
      json.writeNumberField("turns", turns.turns());
      json.writeNumberField("rounds", turns.rounds());
      json.writeNumberField("drains", turns.drains());
      json.writeEndObject();
    }
    json.writeEndArray();
    work("polls", one.polls());
    work("drains", one.drains());
    work("waitalls", one.waitalls());
    growth("pollGrowth", one.pollGrowth());
    growth("drainGrowth", one.drainGrowth());
    json.writeArrayFieldStart("alternatives");
    for (Alternative way : one.alternatives()) {
      json.writeStartObject();
      json.writeStringField("name", way.name());
      json.writeStringField("how", Sanitizer.name(way.how()));
      json.writeNumberField("waits", way.waits());
      json.writeNumberField("otherCalls", way.otherCalls());
      json.writeNumberField("scanned", way.scanned());
      json.writeNumberField("scannedBefore513", way.scannedBefore513());
      number("seconds", way.seconds());
      number("secondsLow", way.secondsLow());
      number("secondsHigh", way.secondsHigh());
      json.writeStringField("needs", Sanitizer.name(way.needs()));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void work(String field, ReaperCost.Work work) throws IOException {
    json.writeObjectFieldStart(field);
    json.writeNumberField("rounds", work.rounds());
    json.writeNumberField("calls", work.calls());
    json.writeNumberField("answered", work.answered());
    json.writeNumberField("wasted", work.wasted());
    json.writeNumberField("scanned", work.scanned());
    json.writeNumberField("scannedBefore513", work.scannedBefore513());
    number("seconds", work.seconds());
    number("secondsNet", work.secondsNet());
    number("secondsPredicted", work.secondsPredicted());
    number("share", work.share());
    json.writeEndObject();
  }

  private void growth(String field, @Nullable Growth growth) throws IOException {
    if (growth == null) {
      json.writeNullField(field);
      return;
    }
    json.writeObjectFieldStart(field);
    json.writeArrayFieldStart("fits");
    for (Growth.Fit fit : growth.fits()) {
      json.writeStartObject();
      json.writeStringField("of", fit.of());
      json.writeStringField("order", fit.order().word());
      json.writeStringField("why", fit.why());
      json.writeNumberField("rounds", fit.rounds());
      number("intercept", fit.intercept());
      number("slope", fit.slope());
      number("slopeLow", fit.slopeLow());
      number("slopeHigh", fit.slopeHigh());
      number("rSquared", fit.rSquared());
      number("residual", fit.residual());
      number("robustIntercept", fit.robustIntercept());
      number("robustSlope", fit.robustSlope());
      number("exponent", fit.exponent());
      number("exponentLow", fit.exponentLow());
      number("exponentHigh", fit.exponentHigh());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("hurts");
    for (Growth.Hurt hurt : growth.hurts()) {
      json.writeStartObject();
      json.writeStringField("what", hurt.what());
      number("recorded", hurt.recorded());
      number("net", hurt.net());
      number("predicted", hurt.predicted());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("sizes");
    for (Growth.Size size : growth.sizes()) {
      json.writeStartObject();
      number("children", size.children());
      json.writeNumberField("rounds", size.rounds());
      number("calls", size.calls());
      number("scanned", size.scanned());
      number("scannedBefore513", size.scannedBefore513());
      number("ns", size.nanos());
      number("nsPredicted", size.nanosPredicted());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void zombies(ZombieCost zombies) throws IOException {
    json.writeObjectFieldStart("zombies");
    json.writeNumberField("peak", zombies.peak());
    number("zombieSeconds", zombies.seconds());
    latency("lifetimes", zombies.lifetimes());
    json.writeArrayFieldStart("spread");
    for (ZombieCost.Bin bin : zombies.spread()) {
      json.writeStartObject();
      json.writeNumberField("fromNs", bin.from());
      json.writeNumberField("toNs", bin.to());
      json.writeNumberField("children", bin.children());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("reapers");
    for (ZombieCost.Reaper reaper : zombies.reapers()) {
      json.writeStartObject();
      json.writeNumberField("pid", reaper.pid());
      json.writeStringField("comm", Sanitizer.name(reaper.comm()));
      latency("latency", reaper.latency());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeObjectFieldStart("sigchld");
    json.writeNumberField("sent", zombies.signals().sent());
    json.writeNumberField("delivered", zombies.signals().delivered());
    long coalesced = zombies.signals().coalesced();
    number("coalesced", coalesced < 0 ? Double.NaN : coalesced);
    json.writeEndObject();
    json.writeEndObject();
  }

  private void latency(String field, ZombieCost.Latency latency) throws IOException {
    json.writeObjectFieldStart(field);
    json.writeNumberField("reaped", latency.reaped());
    json.writeNumberField("atOnce", latency.atOnce());
    number("meanNs", latency.mean());
    number("p50Ns", latency.p50());
    number("p90Ns", latency.p90());
    number("p99Ns", latency.p99());
    number("maxNs", latency.max());
    json.writeEndObject();
  }

  /** A number, without a fraction where it has none; null for unknown, infinite too. */
  private void number(String field, double value) throws IOException {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      json.writeNullField(field);
    } else if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      json.writeNumberField(field, (long) value);
    } else {
      json.writeNumberField(field, value);
    }
  }
}
