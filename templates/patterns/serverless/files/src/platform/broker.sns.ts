import type { Broker } from '#platform/broker.ts';

/**
 * An SNS topic whose subscriptions put each message type into the queues of the functions that want it.
 * BROKER_URL=sns:<topic ARN>. Reading is AWS's part: queues invoke the functions.
 */
export async function openBroker(url: string): Promise<Broker> {
  // Not at the top: a bundle would load it at every start, also where another broker is used.
  const { PublishCommand, SNSClient } = await import('@aws-sdk/client-sns');
  const client = new SNSClient({});
  const TopicArn = url.slice('sns:'.length);
  return {
    publish: async (envelope) => {
      const MessageAttributes = { type: { DataType: 'String', StringValue: envelope.type } };
      const ordered = TopicArn.endsWith('.fifo')
        ? { MessageGroupId: envelope.key, MessageDeduplicationId: envelope.id }
        : {};
      await client.send(
        new PublishCommand({
          TopicArn,
          Message: JSON.stringify(envelope),
          MessageAttributes,
          ...ordered,
        }),
      );
    },
    subscribe: async () => {
      throw new Error('Functions do not read from SNS: their queues invoke them');
    },
    // The queues know; CloudWatch has it.
    backlog: async () => [],
    ready: async () => {},
    close: async () => client.destroy(),
  };
}
