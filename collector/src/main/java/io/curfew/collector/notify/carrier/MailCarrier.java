package io.curfew.collector.notify.carrier;

import io.curfew.collector.notify.Carrier;
import io.curfew.collector.notify.Channel;
import io.curfew.collector.notify.Delivery;
import io.curfew.collector.notify.Notice;
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
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Properties;

/** Sends messages as mail in plain text, by TLS unless an operator wants it otherwise. */
final class MailCarrier implements Carrier {
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
        try (Transport transport = session.getTransport("smtp")) {
            transport.connect(channel.login().username(), channel.login().secret());
            MimeMessage mail = mail(notice);
            transport.sendMessage(mail, mail.getAllRecipients());
            return Delivery.taken();
        } catch (AuthenticationFailedException notLetIn) {
            return Delivery.away("the server does not take the username and the secret: set them anew");
        } catch (SendFailedException failed) {
            return isForGood(failed) ? Delivery.refused(Reason.said(failed)) : Delivery.away(Reason.said(failed));
        } catch (MessagingException away) {
            return Delivery.away(Reason.of(away));
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

    /** True when the server says with a 5xx that it will never take it. */
    private static boolean isForGood(MessagingException failed) {
        for (@Nullable Exception one = failed; one instanceof MessagingException said; one = said.getNextException()) {
            if ((one instanceof SMTPAddressFailedException address && address.getReturnCode() >= FIRST_FOR_GOOD)
                    || (one instanceof SMTPSendFailedException send && send.getReturnCode() >= FIRST_FOR_GOOD)) {
                return true;
            }
        }
        return false;
    }
}
