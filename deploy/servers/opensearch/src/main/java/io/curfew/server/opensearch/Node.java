package io.curfew.server.opensearch;

import org.codelibs.opensearch.runner.OpenSearchRunner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;

/** Runs one OpenSearch node until it is told to end. It forms a cluster of its own and binds to one address only. */
public final class Node {
    private Node() {}

    /** @param arguments the folder of its configuration, data and logs; the address to bind to; the port for HTTP */
    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length != 3) {
            System.err.println("usage: Node FOLDER ADDRESS PORT");
            System.exit(2);
        }
        OpenSearchRunner runner = new OpenSearchRunner();
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(runner, ended), "close-the-node"));
        runner.onBuild((number, settings) -> {
            settings.put("network.host", arguments[1]);
            settings.put("http.port", arguments[2]);
            settings.put("transport.port", "0");
            // The serial collector leaves garbage until the heap is full: that is no reason to refuse a request.
            settings.put("indices.breaker.total.use_real_memory", "false");
        });
        runner.build(OpenSearchRunner.newConfigs()
                .clusterName("curfew")
                .numOfNode(1)
                .basePath(arguments[0])
                .build());
        ended.await();
    }

    private static void close(OpenSearchRunner runner, CountDownLatch ended) {
        try {
            runner.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            ended.countDown();
        }
    }
}
