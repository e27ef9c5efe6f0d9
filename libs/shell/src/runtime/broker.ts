import { BrokerAway, checkTopics, kafkaSettingsFrom, topicSettingsFrom, type KafkaSettings } from '@probity/messaging';

/**
 * The broker of the settings, once it is known that these services' topics are there and as they must be. One that is away is
 * waited for later: what needs no broker works.
 * @throws KafkaSettingsWrong, BrokerRefused
 */
export const brokerFrom = async (
  environment: NodeJS.ProcessEnv,
  services: readonly string[],
): Promise<KafkaSettings | undefined> => {
  const kafka = kafkaSettingsFrom(environment);
  if (!kafka) return undefined;
  try {
    await checkTopics(kafka, services, topicSettingsFrom(environment));
  } catch (error) {
    if (!(error instanceof BrokerAway)) throw error;
  }
  return kafka;
};
