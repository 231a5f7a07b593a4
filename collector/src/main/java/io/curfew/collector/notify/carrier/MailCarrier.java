package io.curfew.collector.notify.carrier;

import io.curfew.collector.notify.Carrier;
import io.curfew.collector.notify.Channel;
import io.curfew.collector.notify.Delivery;
import io.curfew.collector.notify.Notice;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/** Sends messages as mail in plain text, by TLS unless an operator wants it otherwise. */
final class MailCarrier implements Carrier {
    private static final Logger LOG = Logger.getLogger(MailCarrier.class);
    private static final int MOST_CHANGES = 20;
    private static final int SUBMISSION = 587;
    private static final int SUBMISSION_BY_TLS = 465;
    private static final int FIRST_FOR_GOOD = 500;

    private final Channel channel;
    private final NoticeText text;
    private final Session session;
    private final boolean isTls;

    MailCarrier(Channel channel, Links links) {
        this.channel = channel;
        this.text = new NoticeText(links);
        this.isTls = "smtps".equals(channel.target().getScheme());
        this.session = Session.getInstance(properties());
    }

    private Properties properties() {
        Properties properties = new Properties();
        String millis = Long.toString(channel.timeout().toMillis());
        properties.setProperty("mail.smtp.host", channel.host());
        properties.setProperty(
                "mail.smtp.port", Integer.toString(channel.portOr(isTls ? SUBMISSION_BY_TLS : SUBMISSION)));
        properties.setProperty("mail.smtp.connectiontimeout", millis);
        properties.setProperty("mail.smtp.timeout", millis);
        properties.setProperty("mail.smtp.writetimeout", millis);
        properties.setProperty("mail.smtp.ssl.enable", Boolean.toString(isTls));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(!isTls));
        properties.setProperty(
                "mail.smtp.starttls.required",
                Boolean.toString(!isTls && channel.mail().startTls()));
        properties.setProperty(
                "mail.smtp.auth", Boolean.toString(channel.login().username() != null));
        // Who is refused keeps nobody else from hearing.
        properties.setProperty("mail.smtp.sendpartial", "true");
        properties.setProperty("mail.smtp.localhost", "curfew");
        properties.put(
                "mail.smtp.ssl.socketFactory", Trust.context(channel.trust()).getSocketFactory());
        return properties;
    }

    @Override
    public int mostChanges() {
        return MOST_CHANGES;
    }

    @Override
    public Delivery carry(Notice notice) {
        try {
            send(mail(notice));
            return Delivery.taken();
        } catch (AuthenticationFailedException notLetIn) {
            return Delivery.away("the server does not take the username and the secret: set them anew");
        } catch (SendFailedException failed) {
            return delivery(failed);
        } catch (MessagingException away) {
            return Delivery.away(Reason.of(away));
        }
    }

    private void send(MimeMessage mail) throws MessagingException {
        Transport transport = session.getTransport("smtp");
        try {
            transport.connect(channel.login().username(), channel.login().secret());
            transport.sendMessage(mail, mail.getAllRecipients());
        } finally {
            leave(transport);
        }
    }

    /**
     * The server has said what becomes of the message: how it takes leave changes nothing, or it would be sent again.
     */
    private static void leave(Transport transport) {
        try {
            transport.close();
        } catch (MessagingException rude) {
            LOG.debug("the mail server took no leave", rude);
        }
    }

    private MimeMessage mail(Notice notice) throws MessagingException {
        MimeMessage mail = new MimeMessage(session);
        mail.setFrom(new InternetAddress(channel.mail().from(), true));
        for (String receiver : channel.mail().to()) {
            mail.addRecipient(Message.RecipientType.TO, new InternetAddress(receiver, true));
        }
        String utf8 = StandardCharsets.UTF_8.name();
        mail.setSubject(text.subject(notice), utf8);
        mail.setText(text.body(notice), utf8);
        mail.setSentDate(Date.from(notice.at()));
        // Nobody's holiday answers.
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.setHeader("X-Curfew-Channel", notice.channel());
        return mail;
    }

    /** Taken when one receiver has it: sent again to the others, it would come to that one again and again. */
    private static Delivery delivery(SendFailedException failed) {
        List<SMTPAddressFailedException> refused = refused(failed);
        String reason = refused.isEmpty() ? Reason.said(failed) : Reason.said(said(refused));
        Address @Nullable [] reached = failed.getValidSentAddresses();
        if (reached != null && reached.length > 0) {
            return Delivery.takenInPart(reason);
        }
        return isForGood(failed, refused) ? Delivery.refused(reason) : Delivery.away(reason);
    }

    private static List<SMTPAddressFailedException> refused(SendFailedException failed) {
        List<SMTPAddressFailedException> refused = new ArrayList<>();
        for (@Nullable Exception one = failed; one instanceof MessagingException said; one = said.getNextException()) {
            if (one instanceof SMTPAddressFailedException receiver) {
                refused.add(receiver);
            }
        }
        return refused;
    }

    private static String said(List<SMTPAddressFailedException> refused) {
        return refused.stream()
                .map(receiver -> receiver.getAddress() + ": " + Reason.said(receiver))
                .collect(Collectors.joining("; "));
    }

    /** True when the server says with a 5xx that it will never take the message, or not for any of its receivers. */
    private static boolean isForGood(SendFailedException failed, List<SMTPAddressFailedException> refused) {
        if (failed instanceof SMTPSendFailedException message) {
            return message.getReturnCode() >= FIRST_FOR_GOOD;
        }
        return !refused.isEmpty() && refused.stream().allMatch(receiver -> receiver.getReturnCode() >= FIRST_FOR_GOOD);
    }
}
