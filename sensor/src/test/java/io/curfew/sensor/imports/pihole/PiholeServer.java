package io.curfew.sensor.imports.pihole;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A web server that speaks the documented interface of a Pi-hole 6: /api/auth, /api/queries newest first with
 * {@code from}, {@code until}, {@code start} and {@code length}, /api/dhcp/leases.
 */
final class PiholeServer implements AutoCloseable {
    static final String PASSWORD = "correct \"horse\"";

    private final HttpServer server;
    private final List<String> newestFirst = new ArrayList<>();
    private final List<Double> times = new ArrayList<>();
    private String leases = "[]";
    private int session;
    private int signedOut;
    private boolean broken;
    private int asked;

    PiholeServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/auth", this::auth);
        server.createContext("/api/queries", this::queries);
        server.createContext("/api/dhcp/leases", exchange -> {
            if (signedIn(exchange)) {
                answer(exchange, 200, "{\"leases\":" + leases + ",\"took\":0.001}");
            }
        });
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    synchronized void asked(long id, double time, String client, String name, String status, String reply) {
        times.addFirst(time);
        newestFirst.addFirst("{\"id\":" + id + ",\"time\":" + String.format(Locale.ROOT, "%.6f", time)
                + ",\"type\":\"A\",\"domain\":\"" + name
                + "\",\"cname\":null,\"status\":\"" + status + "\",\"client\":{\"ip\":\"" + client
                + "\",\"name\":null},\"dnssec\":\"UNKNOWN\",\"reply\":{\"type\":\"" + reply
                + "\",\"time\":0.002},\"list_id\":null,\"upstream\":null,\"ede\":{\"code\":0,\"text\":null}}");
    }

    synchronized void forgetQuestions() {
        newestFirst.clear();
        times.clear();
    }

    synchronized void lease(String mac, String ip, String name, long expires) {
        leases = "[{\"expires\":" + expires + ",\"name\":\"" + name + "\",\"hwaddr\":\"" + mac + "\",\"ip\":\"" + ip
                + "\",\"clientid\":\"*\"}]";
    }

    synchronized void endSession() {
        session++;
    }

    synchronized void breakDown(boolean now) {
        broken = now;
    }

    /** How often it was asked for questions. */
    synchronized int timesAsked() {
        return asked;
    }

    synchronized int signedOut() {
        return signedOut;
    }

    private synchronized void auth(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("DELETE")) {
            signedOut++;
            answer(exchange, 204, "");
            return;
        }
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (!body.equals("{\"password\":\"correct \\\"horse\\\"\"}")) {
            answer(exchange, 401, "{\"session\":{\"valid\":false,\"totp\":false,\"sid\":null,\"validity\":-1}}");
            return;
        }
        answer(
                exchange,
                200,
                "{\"session\":{\"valid\":true,\"totp\":false,\"sid\":\"s" + session
                        + "\",\"csrf\":\"c\",\"validity\":1800,\"message\":\"password correct\"},\"took\":0.03}");
    }

    private synchronized void queries(HttpExchange exchange) throws IOException {
        if (!signedIn(exchange)) {
            return;
        }
        asked++;
        long from = 0;
        long until = Long.MAX_VALUE;
        int start = 0;
        int length = 100;
        for (String parameter : exchange.getRequestURI().getQuery().split("&", -1)) {
            String[] pair = parameter.split("=", 2);
            switch (pair[0]) {
                case "from" -> from = Long.parseLong(pair[1]);
                case "until" -> until = Long.parseLong(pair[1]);
                case "start" -> start = Integer.parseInt(pair[1]);
                case "length" -> length = Integer.parseInt(pair[1]);
                default -> throw new IOException("no parameter of the interface: " + parameter);
            }
        }
        List<String> fitting = new ArrayList<>();
        for (int index = 0; index < newestFirst.size(); index++) {
            if (times.get(index) >= from && times.get(index) <= until) {
                fitting.add(newestFirst.get(index));
            }
        }
        List<String> page = fitting.subList(Math.min(start, fitting.size()), Math.min(start + length, fitting.size()));
        answer(
                exchange,
                200,
                "{\"queries\":[" + String.join(",", page) + "],\"cursor\":1,\"recordsTotal\":" + newestFirst.size()
                        + ",\"recordsFiltered\":" + fitting.size() + ",\"draw\":0,\"took\":0.01}");
    }

    private synchronized boolean signedIn(HttpExchange exchange) throws IOException {
        if (broken) {
            answer(exchange, 503, "");
            return false;
        }
        if (("s" + session).equals(exchange.getRequestHeaders().getFirst("X-FTL-SID"))) {
            return true;
        }
        answer(exchange, 401, "{\"error\":{\"key\":\"unauthorized\",\"message\":\"Unauthorized\",\"hint\":null}}");
        return false;
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] octets = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, octets.length == 0 ? -1 : octets.length);
        exchange.getResponseBody().write(octets);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
