package io.curfew.sensor.capture;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;

import java.util.ArrayList;
import java.util.List;

/**
 * A capture filter as the kernel runs it: libpcap's {@code struct bpf_program}. The expressions are compiled one by one
 * and run one after the other, since to libpcap {@code vlan} shifts where all that stands behind it in the same
 * expression is looked for.
 */
final class FilterProgram {
    /** A count, padded to where a pointer may stand, and a pointer. */
    private static final int PROGRAM_OCTETS = 2 * Native.POINTER_SIZE;

    /** {@code struct bpf_insn}: a code of two octets, two jumps of one, and an operand of four. */
    private static final int INSTRUCTION_OCTETS = 8;

    private static final int OCTETS_OF_THE_END = 2 * INSTRUCTION_OCTETS;
    private static final int OPERAND_OFFSET = 4;
    private static final int CLASS = 0x07;
    private static final short RETURN = 0x06;
    private static final short JUMP = 0x05;

    /** With the instructions behind it, in one block, so that neither goes before the other. */
    private final Memory program;

    /** One expression, compiled, with what its result means. */
    private static final class Part {
        private final byte[] instructions;
        private final boolean isWanted;

        Part(byte[] instructions, boolean isWanted) {
            this.instructions = instructions;
            this.isWanted = isWanted;
        }
    }

    /**
     * @param snapLength octets kept of each frame that passes
     * @throws CaptureException with libpcap's reason when an expression is wrong
     */
    FilterProgram(Pointer handle, CaptureFilter filter, int snapLength) throws CaptureException {
        List<Part> parts = new ArrayList<>();
        if (filter.wanted() != null) {
            parts.add(part(handle, filter.wanted(), true));
        }
        for (String ignored : filter.ignored()) {
            parts.add(part(handle, ignored, false));
        }
        int octets = parts.stream().mapToInt(part -> part.instructions.length).sum() + OCTETS_OF_THE_END;
        program = new Memory((long) PROGRAM_OCTETS + octets);
        program.clear();
        Pointer instructions = program.share(PROGRAM_OCTETS);
        chain(parts, snapLength, instructions);
        program.setInt(0, octets / INSTRUCTION_OCTETS);
        program.setPointer(Native.POINTER_SIZE, instructions);
    }

    private static Part part(Pointer handle, String expression, boolean isWanted) throws CaptureException {
        try {
            return new Part(compiled(handle, expression), isWanted);
        } catch (CaptureException refused) {
            throw new CaptureException("capture filter \"" + expression + "\": " + refused.getMessage(), refused);
        }
    }

    /**
     * The instructions of one expression.
     *
     * @throws CaptureException with libpcap's reason when it is wrong
     */
    static byte[] compiled(Pointer handle, String expression) throws CaptureException {
        Memory compiled = new Memory(PROGRAM_OCTETS);
        compiled.clear();
        int status = Libpcap.pcap_compile(handle, compiled, expression, Libpcap.OPTIMIZE, Libpcap.NETMASK_UNKNOWN);
        if (status != 0) {
            throw new CaptureException(Libpcap.pcap_geterr(handle));
        }
        try {
            return compiled.getPointer(Native.POINTER_SIZE).getByteArray(0, compiled.getInt(0) * INSTRUCTION_OCTETS);
        } finally {
            Libpcap.pcap_freecode(compiled);
        }
    }

    /**
     * All parts in one, with two instructions more: the last but one lets a frame pass, the last does not. Where a part
     * returned, it jumps to the next part or to the end.
     */
    private static void chain(List<Part> parts, int snapLength, Pointer chained) {
        int octets = parts.stream().mapToInt(part -> part.instructions.length).sum();
        int at = 0;
        for (Part part : parts) {
            int next = at + part.instructions.length;
            chained.write(at, part.instructions, 0, part.instructions.length);
            for (; at < next; at += INSTRUCTION_OCTETS) {
                if ((chained.getShort(at) & CLASS) == RETURN) {
                    boolean matches = chained.getInt(at + OPERAND_OFFSET) != 0;
                    int target = matches == part.isWanted ? next : octets + INSTRUCTION_OCTETS;
                    write(chained, at, JUMP, (target - at) / INSTRUCTION_OCTETS - 1);
                }
            }
        }
        write(chained, octets, RETURN, snapLength);
        write(chained, octets + INSTRUCTION_OCTETS, RETURN, 0);
    }

    private static void write(Pointer program, int at, short code, int operand) {
        program.setShort(at, code);
        program.setInt(at + OPERAND_OFFSET, operand);
    }

    /** Makes the kernel hand over to the handle only what passes. */
    void install(Pointer handle) throws CaptureException {
        if (Libpcap.pcap_setfilter(handle, program) != 0) {
            throw new CaptureException("the capture filter: " + Libpcap.pcap_geterr(handle));
        }
    }
}
