import { SetMetadata, type CustomDecorator } from '@nestjs/common';

export const permissionKey = 'probity:permission';
export const publicRoute = 'public';

/** What an office must be allowed by the pack for this route: an act's name, or `case.read`. Every route declares one. */
export const Permission = (name: string): CustomDecorator => SetMetadata(permissionKey, name);

/** Open to anyone, without an account. */
export const Public = (): CustomDecorator => SetMetadata(permissionKey, publicRoute);
